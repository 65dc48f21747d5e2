"""What draws and listens: attributes come down, messages go up."""
