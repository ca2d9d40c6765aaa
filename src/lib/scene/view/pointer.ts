export interface PointerHandlers {
	/** At most once a frame; undefined when the pointer left. CSS pixels of the container. */
	readonly hover: (at: { x: number; y: number } | undefined) => void;
	readonly click: (at: { x: number; y: number }) => void;
}

/** A press that moves further than this is a drag, CSS pixels. */
const CLICK_REACH = 5;

/** Follows the pointer over an element; returns the way to stop. */
export function watchPointer(element: HTMLElement, handlers: PointerHandlers): () => void {
	const abort = new AbortController();
	const { signal } = abort;
	let frame = 0;
	let last: { x: number; y: number } | undefined;
	let pressed: { x: number; y: number } | undefined;
	const at = (event: PointerEvent) => {
		const box = element.getBoundingClientRect();
		return { x: event.clientX - box.left, y: event.clientY - box.top };
	};
	const onCanvas = (event: Event) => event.target instanceof HTMLCanvasElement;
	const soon = () => {
		frame ||= requestAnimationFrame(() => {
			frame = 0;
			handlers.hover(last);
		});
	};
	element.addEventListener(
		'pointermove',
		(event) => {
			if (event.buttons !== 0 || event.pointerType === 'touch') return;
			last = onCanvas(event) ? at(event) : undefined;
			soon();
		},
		{ signal }
	);
	element.addEventListener(
		'pointerleave',
		() => {
			last = undefined;
			soon();
		},
		{ signal }
	);
	element.addEventListener(
		'pointerdown',
		(event) => {
			pressed = event.button === 0 && onCanvas(event) && event.isPrimary ? at(event) : undefined;
		},
		{ signal, capture: true }
	);
	element.addEventListener(
		'pointerup',
		(event) => {
			const down = pressed;
			pressed = undefined;
			if (!down) return;
			const up = at(event);
			if (Math.hypot(up.x - down.x, up.y - down.y) <= CLICK_REACH) handlers.click(up);
		},
		{ signal, capture: true }
	);
	return () => {
		abort.abort();
		cancelAnimationFrame(frame);
	};
}
