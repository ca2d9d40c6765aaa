/**
 * A page that is loaded anew holds its last picture, panels and all, until the new one is whole: the browser keeps it as
 * a transition between two documents (src/app.html says how it looks, which is: it stands). Only who restarts on purpose
 * wants that.
 */
let restarting = false;

/** What of a page's leaving and of transitions the typings leave out. */
interface PageSwap extends Event {
	readonly viewTransition: { skipTransition(): void } | null;
}

/** Other ways to another page are as quick as they were. Returns what ends it. */
export function holdOnlyRestarts(): () => void {
	const leave = (event: Event) => {
		if (!restarting) (event as PageSwap).viewTransition?.skipTransition(); // Chromium's own event
	};
	addEventListener('pageswap', leave);
	return () => removeEventListener('pageswap', leave);
}

/** Loads this page anew under its last picture. A plain reload would not hold it. */
export function restartPage(): void {
	restarting = true;
	location.replace(location.href);
}

/** The new page is whole: the old one's picture goes. Does nothing when none is held. */
export function releasePicture(): void {
	for (const animation of document.getAnimations()) {
		const { effect } = animation;
		if (effect instanceof KeyframeEffect && effect.pseudoElement?.startsWith('::view-transition'))
			animation.finish();
	}
}
