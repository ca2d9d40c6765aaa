import { saveFile } from '#lib/ui/save-file.ts';

/** Saves text as a file of this browser, with the mark that spreadsheets need to read UTF-8. */
export function saveCsvText(text: string, name: string): void {
	saveFile(new Blob(['\uFEFF', text], { type: 'text/csv' }), `${name}.csv`);
}
