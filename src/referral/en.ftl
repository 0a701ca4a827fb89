# The words of the pages of referral.
