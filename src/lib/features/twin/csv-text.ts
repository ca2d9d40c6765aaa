/** A cell of a CSV file (RFC 4180). */
export const csvCell = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
