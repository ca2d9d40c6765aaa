import { MultiBar, type SingleBar } from 'cli-progress';
import type { Progress, Stage } from './import-context.ts';

const WORDS = new Intl.NumberFormat('en-US');

/** Bars with rate and time left on a terminal; otherwise one line a finished stage. Never on stdout. */
export function terminalProgress(stderr: NodeJS.WriteStream, bars: boolean, now: () => number): Progress {
	const say = (line: string) => void stderr.write(`${line}\n`);
	if (!bars) return { say, close: () => undefined, stage: (name) => lineStage(say, shortened(name), now) };
	const group = new BarGroup(stderr);
	return {
		say,
		close: () => group.close(),
		stage: (name, total) => barStage(group, shortened(name), total, now)
	};
}

/** Bars that run beside each other share the lower lines of the terminal; when all have ended they stay there. */
class BarGroup {
	readonly #stderr: NodeJS.WriteStream;
	#bars: MultiBar | undefined;
	#running = 0;

	constructor(stderr: NodeJS.WriteStream) {
		this.#stderr = stderr;
	}

	start(total: number, payload: object): SingleBar {
		this.#bars ??= new MultiBar({
			stream: this.#stderr,
			format: '{name} {bar} {percentage} % · {count} · {rate}/s · {left} left',
			barsize: 12,
			hideCursor: true,
			clearOnComplete: false,
			stopOnComplete: false,
			fps: 8
		});
		this.#running++;
		return this.#bars.create(Math.max(1, total), 0, payload);
	}

	end(): void {
		if (--this.#running === 0) this.close();
	}

	/** Its timer would keep the program alive. */
	close(): void {
		this.#bars?.stop();
		this.#bars = undefined;
		this.#running = 0;
	}
}

function barStage(group: BarGroup, name: string, total: number, now: () => number): Stage {
	const start = now();
	let last = { done: 0, records: 0 };
	let ended = false;
	const shown = name.length > 32 ? `${name.slice(0, 31)}…` : name.padEnd(32);
	let known = Math.max(1, total);
	const payload = () => {
		const seconds = Math.max(0.001, (now() - start) / 1000);
		const share = last.done / Math.max(1, known);
		return {
			name: shown,
			count: WORDS.format(last.records),
			rate: WORDS.format(Math.round(last.records / seconds)),
			left: share > 0.001 ? duration((seconds / share) * (1 - share)) : '…'
		};
	};
	const bar = group.start(known, payload());
	return {
		update: (done, records = 0) => {
			last = { done, records };
			bar.update(Math.min(done, known), payload());
		},
		total: (value) => bar.setTotal((known = Math.max(1, value))),
		end: () => {
			if (ended) return;
			ended = true;
			bar.update(known, { ...payload(), left: duration(0) });
			bar.stop();
			group.end();
		}
	};
}

function lineStage(say: (line: string) => void, name: string, now: () => number): Stage {
	const start = now();
	let count = 0;
	return {
		update: (_done, records = 0) => (count = records),
		total: () => undefined,
		end: () => say(`${name}: ${WORDS.format(count)} in ${((now() - start) / 1000).toFixed(1)} s`)
	};
}

/** Files without their folders. */
function shortened(name: string): string {
	return name.replace(/\S*\//g, '');
}

function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
