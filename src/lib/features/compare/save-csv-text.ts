/** Saves text as a file of this browser, with the mark that spreadsheets need to read UTF-8. */
export function saveCsvText(text: string, name: string): void {
	const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `${name}.csv`;
	link.click();
	URL.revokeObjectURL(url);
}
