"""The tests: they mirror the source; chats/ holds whole conversations, house/ the laws of the house."""
