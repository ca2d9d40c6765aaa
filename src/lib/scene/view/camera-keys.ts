export interface CameraKeyHandlers {
	/** N: north up. */
	readonly northUp: () => void;
	/** 0: the city's first view. */
	readonly home: () => void;
}

/** Keys that turn the camera while the canvas has focus; deck itself knows arrows, plus and minus. */
export function watchCameraKeys(
	element: HTMLElement,
	handlers: CameraKeyHandlers,
	signal: AbortSignal
): void {
	element.addEventListener(
		'keydown',
		(event) => {
			if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLCanvasElement))
				return;
			if (event.key === 'n' || event.key === 'N') handlers.northUp();
			else if (event.key === '0') handlers.home();
			else return;
			event.preventDefault();
		},
		{ signal }
	);
}
