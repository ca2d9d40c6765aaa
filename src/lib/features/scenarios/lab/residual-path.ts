/** Where residuals stand in a chart of powers of ten, y downwards. */
export interface ResidualShape {
	/** SVG path of the residuals by iteration. */
	readonly path: string;
	/** y of the goal. */
	readonly goal: number;
	/** Powers of ten of the top and the bottom. */
	readonly powers: readonly [top: number, bottom: number];
}

/** Undefined when fewer than two residuals can be drawn: what is no positive number has no power of ten. */
export function residualShape(
	residuals: readonly number[],
	goal: number,
	{ width, height }: { readonly width: number; readonly height: number }
): ResidualShape | undefined {
	const logs = residuals.map((residual) => (residual > 0 ? Math.log10(residual) : undefined));
	const known = logs.filter((log) => log !== undefined);
	if (known.length < 2 || !(goal > 0)) return undefined;
	const goalLog = Math.log10(goal);
	const top = Math.ceil(known.reduce((most, log) => Math.max(most, log), goalLog));
	const bottom = Math.min(top - 1, Math.floor(known.reduce((least, log) => Math.min(least, log), goalLog)));
	const y = (log: number) => (height * (top - log)) / (top - bottom);
	const step = width / Math.max(1, residuals.length - 1);
	let path = '';
	logs.forEach((log, place) => {
		if (log === undefined) return;
		path += `${path === '' ? 'M' : 'L'}${(place * step).toFixed(1)} ${y(log).toFixed(1)}`;
	});
	return { path, goal: y(goalLog), powers: [top, bottom] };
}
