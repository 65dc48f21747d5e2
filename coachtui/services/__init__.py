"""One function per user intention: read, decide with the domain, write in one transaction."""
