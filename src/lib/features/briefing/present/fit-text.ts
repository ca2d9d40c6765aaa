const STEP = 0.05;

/**
 * Makes the text of a box smaller, by its `--fit`, until all of it shows: a slide has no next page to go on. At `least`
 * it stays as it is, for smaller text is not read from afar.
 */
export const fitText =
	(least: number) =>
	(box: HTMLElement): (() => void) => {
		const fit = () => {
			for (let size = 1; ; size = Math.max(least, size - STEP)) {
				box.style.setProperty('--fit', size.toFixed(2));
				if (size === least || box.scrollHeight <= box.clientHeight + 1) return;
			}
		};
		fit();
		void document.fonts.ready.then(fit);
		const observer = new ResizeObserver(fit);
		observer.observe(box);
		return () => observer.disconnect();
	};
