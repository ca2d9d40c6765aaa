/** A browser takes the file some time after the click was handled. */
const KEPT_MS = 60_000;

/** Gives a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
