/** How a machine's clock is wrong: so many ms ahead, and so many ms more each million. */
export interface ClockError {
	readonly ahead: number;
	readonly drift: number;
}

/** The machine's own clock, as it was before it was made wrong. */
export const trueNow = Date.now.bind(Date);

/** Makes the clock of this page or worker wrong. `from`: true time at which it is wrong by `ahead`. */
export function skewClock({ ahead, drift }: ClockError, from: number): void {
	Date.now = () => {
		const now = trueNow();
		return Math.floor(now + ahead + (now - from) * drift * 1e-6);
	};
}

/** For the name of a worker, which is what it is told before anything else. */
export const clockName = ({ ahead, drift }: ClockError, from: number): string =>
	[ahead, drift, from].join(' ');

export function skewByName(name: string): void {
	const [ahead = 0, drift = 0, from = 0] = name.split(' ').map(Number);
	skewClock({ ahead, drift }, from);
}
