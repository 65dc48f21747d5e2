"""What leaves and arrives: JSON and text of what the services answer."""
