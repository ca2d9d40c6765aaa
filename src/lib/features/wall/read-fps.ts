const MOST = 60;

/** `fps=` of a link, 1 to 60; undefined when it says none or no such number. */
export function readFps(parameter: string | null): number | undefined {
	const fps = Number(parameter ?? NaN);
	return Number.isInteger(fps) && fps >= 1 && fps <= MOST ? fps : undefined;
}
