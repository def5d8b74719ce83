"""The ground under every page: form rendering, dates and digits as the reader writes them, navigation, error pages."""
