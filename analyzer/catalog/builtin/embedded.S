/* The bytes of the built-in catalogs inside the program's read-only data. */
	.section .rodata
	.global pgpact_builtin_15_begin
	.global pgpact_builtin_15_end
	.balign 16
pgpact_builtin_15_begin:
	.incbin "postgresql-15.txt"
pgpact_builtin_15_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
