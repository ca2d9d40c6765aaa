const STEP = 0.05;
/** Smaller text is not read from afar: what does not fit then scrolls. */
const LEAST = 0.5;

/** Makes the text of a box smaller, by its `--fit`, until all of it shows: a slide has no next page to go on. */
export function fitText(box: HTMLElement): () => void {
	const fit = () => {
		for (let size = 1; size >= LEAST; size -= STEP) {
			box.style.setProperty('--fit', size.toFixed(2));
			if (box.scrollHeight <= box.clientHeight + 1) return;
		}
	};
	fit();
	void document.fonts.ready.then(fit);
	const observer = new ResizeObserver(fit);
	observer.observe(box);
	return () => observer.disconnect();
}
