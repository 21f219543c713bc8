"""What bot.app builds and does beside a running bot."""
