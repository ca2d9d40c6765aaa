/** What may be a stop of the Tab key. */
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]';

/**
 * Puts the keyboard on the next part of a page with a map (`1`) or on the one before (`-1`): bar, map, layers,
 * selection, data, time. Parts that show nothing to be reached are passed over.
 */
export function focusPart(step: 1 | -1): void {
	const parts = [...(document.querySelector('.map-page')?.children ?? [])].flatMap((part) => {
		const stop = firstStop(part);
		return stop ? [{ part, stop }] : [];
	});
	const here = parts.findIndex(({ part }) => part.contains(document.activeElement));
	const next = here < 0 && step < 0 ? -1 : here + step;
	parts.at(next % parts.length)?.stop.focus();
}

const firstStop = (part: Element): HTMLElement | undefined =>
	[...part.querySelectorAll<HTMLElement>(STOPS)].find(
		(element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility()
	);
