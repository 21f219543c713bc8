"""The bots Rapport is compared with, each as its framework's documentation would write it. Not: measuring."""
