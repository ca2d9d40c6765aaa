import { SingleBar } from 'cli-progress';
import type { Progress, Stage } from './import-context.ts';

const WORDS = new Intl.NumberFormat('en-US');

/** Bars with rate and time left on a terminal; otherwise one line a finished stage. Never on stdout. */
export function terminalProgress(stderr: NodeJS.WriteStream, bars: boolean, now: () => number): Progress {
	const say = (line: string) => void stderr.write(`${line}\n`);
	return {
		say,
		stage: (name, total) => (bars ? barStage(stderr, name, total, now) : lineStage(say, name, now))
	};
}

function barStage(stderr: NodeJS.WriteStream, name: string, total: number, now: () => number): Stage {
	const start = now();
	let last = { done: 0, records: 0 };
	const bar = new SingleBar({
		stream: stderr,
		format: '{name} {bar} {percentage} % · {count} · {rate}/s · {left} left',
		barsize: 24,
		hideCursor: true,
		clearOnComplete: false,
		stopOnComplete: false,
		fps: 8
	});
	const shown = name.length > 40 ? `…${name.slice(-39)}` : name.padEnd(40);
	const payload = () => {
		const seconds = Math.max(0.001, (now() - start) / 1000);
		const share = last.done / Math.max(1, bar.getTotal());
		return {
			name: shown,
			count: WORDS.format(last.records),
			rate: WORDS.format(Math.round(last.records / seconds)),
			left: share > 0.001 ? duration((seconds / share) * (1 - share)) : '…'
		};
	};
	bar.start(Math.max(1, total), 0, payload());
	return {
		update: (done, records = 0) => {
			last = { done, records };
			bar.update(Math.min(done, bar.getTotal()), payload());
		},
		total: (value) => bar.setTotal(Math.max(1, value)),
		end: () => {
			bar.update(bar.getTotal(), { ...payload(), left: duration(0) });
			bar.stop();
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

function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
