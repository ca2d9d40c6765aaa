/** What is looked for on a page; selectors of CSS. */
export interface Watched {
	/** Rows that one call draws: instances, or circles of a path. */
	readonly rows: number;
	/** Pressed once as soon as it is there. */
	readonly press: string;
	/** There as soon as the page has answered. */
	readonly answer: string;
}

/** Instants in ms since the page was asked for; undefined until they come. */
export interface Seen {
	/** Of the largest text or image so far. */
	largest?: number;
	/** The press was answered. */
	usable?: number;
	/** Every row stood on the first map of the page, which need not be the one that stays. */
	firstMap?: number;
	/** The map that stays drew every row. */
	rows?: number;
	/** The page says that its picture is complete. */
	complete?: number;
}

export interface WatchedWindow {
	readonly firstUse: Seen;
	/** Told of each instant but the largest paint's. */
	firstUseSeen?(what: keyof Seen): void;
	__render?: { readonly state: string };
}

/** Runs in the page before anything of its own: it must not name anything outside itself. */
export function watchPage({ rows, press, answer }: Watched): void {
	const seen: Seen = {};
	const page = window as unknown as WatchedWindow & { firstUse: Seen };
	page.firstUse = seen;
	const note = (what: Exclude<keyof Seen, 'largest'>) => {
		if (seen[what] !== undefined) return;
		seen[what] = performance.now();
		page.firstUseSeen?.(what);
	};
	new PerformanceObserver((list) => {
		for (const { startTime } of list.getEntries()) seen.largest = startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });

	const drawn = () => {
		note('firstMap');
		note('rows');
	};
	const circles = new WeakMap<Path2D, number>();
	const { arc } = Path2D.prototype;
	Path2D.prototype.arc = function (...call) {
		circles.set(this, (circles.get(this) ?? 0) + 1);
		arc.apply(this, call);
	};
	const plane = CanvasRenderingContext2D.prototype;
	// Of the call's forms the one with a path.
	const fill = plane.fill as (...call: unknown[]) => void;
	plane.fill = function (this: CanvasRenderingContext2D, ...call: unknown[]) {
		const [path] = call;
		if (path instanceof Path2D && circles.get(path) === rows) note('firstMap');
		fill.apply(this, call);
	};
	const gl = WebGL2RenderingContext.prototype;
	const { drawArraysInstanced, drawElementsInstanced } = gl;
	gl.drawArraysInstanced = function (...call) {
		if (call[3] === rows) drawn();
		drawArraysInstanced.apply(this, call);
	};
	gl.drawElementsInstanced = function (...call) {
		if (call[4] === rows) drawn();
		drawElementsInstanced.apply(this, call);
	};

	let pressed = false;
	const look = () => {
		const button = document.querySelector<HTMLElement>(press);
		if (button && !pressed) {
			pressed = true;
			button.click();
		}
		if (pressed && document.querySelector(answer)) note('usable');
		if (page.__render?.state === 'ready') note('complete');
		if (seen.usable === undefined || seen.complete === undefined) setTimeout(look, 20);
	};
	look();
}
