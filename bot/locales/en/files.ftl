# What is wrong with a table that somebody sent.
error-file-empty = There is nothing in this file. Please check it and send it again.
error-file-too-large = This file is larger than { $limit } MB. Please split it into smaller ones.
error-file-too-many-rows = This table has more than { $limit } rows or reaches too far to the right. Please split it, or delete what stands far below and beside it.
error-file-too-many-columns = This table has more than { $limit } columns. Please delete those that are not needed and send it again.
error-file-kind = I can read tables (CSV, XLSX, XLS, ODS) and contacts (vCard). Please save the file as one of these and send it again.
error-file-markup = This is a web page, whatever it is called: some programs write such files instead of tables. Please open it in Excel or LibreOffice, save it as XLSX and send that.
error-file-broken = This file is damaged: I could not read it to the end. Nothing was changed. Please save it anew and send it again.
error-file-bomb = This file would unpack to far too much. Nothing was read. Please copy the cells into a new file and send that.
error-file-locked = This file has a password. Please save it without one and send it again.
error-file-letters = I cannot make out the letters in this file. Please save it as CSV UTF-8 or as XLSX.
error-table-empty = There is no row of headings in this table.
error-table-no-names = No column of this table names a client or a colleague. I found: { $columns }. Please call that column “Client” or “Name”.
