"""Scraped page text into its parts: title, byline, dateline, body, and the lists around it."""
