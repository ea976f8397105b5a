# The log of what staff did, and its signed heads.

rooms-audit-mail-subject = Records of { $day }
rooms-audit-mail-body =
    Please keep this mail. It says how the records of the site ended today: what staff did (audit), and the money that
    moved (ledger). The lines are signed by the site's key { $fingerprint }.

    { $lines }

    With these lines anybody can find out later whether something was cut off or written anew since. Save this mail as
    text, and have whoever looks after the server run, with the name of that file:
    connect-kindness audit verify --heads FILE
    connect-kindness ledger verify --heads FILE

    Nothing is to be done today.
