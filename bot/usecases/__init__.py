"""What people can do, one class per noun: each method is one unit of work. Not: aiogram, SQL, wording."""
