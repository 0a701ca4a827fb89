# The words of the pages of services.
