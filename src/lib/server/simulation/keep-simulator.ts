import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { StartedIncident } from '#lib/cities/yunquan/day/incidents.ts';
import type { YunquanOptions } from '#lib/cities/yunquan/plan/options.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { logOf } from '../log.ts';

export interface SimulatorOptions {
	readonly city: YunquanOptions;
	/** Port of this server's broker; undefined while it does not listen. */
	readonly mqttPort: () => number | undefined;
	/** Everything that was made to happen. */
	readonly incidents: () => readonly StartedIncident[];
	/** The program that is started, with `simulate …` as its arguments: our own command line. */
	readonly program?: string;
	/** Least time between two starts. */
	readonly again?: Milliseconds;
}

/** The simulator as a process of its own, that is started anew when it ends. */
export interface Simulator {
	/** True from its first word on. */
	readonly speaking: boolean;
	/** Tells it what is made to happen. */
	tell(): void;
	close(): Promise<void>;
}

const OWN_PROGRAM = fileURLToPath(new URL('../../../../cli/main.ts', import.meta.url));
const AGAIN: Milliseconds = 1000;
const LATEST: Milliseconds = 60_000;
/** A process that lived so long did not fail at its start. */
const SOUND: Milliseconds = 60_000;
const ENDS_WITHIN: Milliseconds = 5000;
const log = logOf('simulation');

/** Keeps the simulator running until it is closed, with longer and longer pauses while it keeps failing. */
export function keepSimulator(options: SimulatorOptions): Simulator {
	const { city, mqttPort, incidents, program = OWN_PROGRAM, again = AGAIN } = options;
	let child: ChildProcess | undefined;
	let timer: NodeJS.Timeout | undefined;
	let wait = again;
	let speaking = false;
	let closed = false;

	const tell = () => {
		if (child?.connected) child.send({ kind: 'incidents', started: incidents() });
	};
	const startLater = () => {
		if (closed) return;
		timer = setTimeout(start, wait);
		timer.unref();
		wait = Math.min(LATEST, wait * 2);
	};
	function start(): void {
		const port = mqttPort();
		if (port === undefined) {
			log.warn('the MQTT broker does not listen: the demo city stands still until it does');
			return startLater();
		}
		const args = ['--to', `mqtt://127.0.0.1:${port}`, '--seed', city.seed, '--buildings', city.buildings];
		const started = performance.now();
		const process = fork(program, ['simulate', ...args.map(String)], {
			execArgv: ['--no-warnings'],
			stdio: ['ignore', 'ignore', 'pipe', 'ipc']
		});
		child = process;
		let said = '';
		process.stderr?.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-2000)));
		process.on('message', () => (speaking = true));
		process.on('error', (err) => log.error({ err }, 'the simulator could not be started'));
		process.once('exit', (code, signal) => {
			speaking = false;
			child = undefined;
			if (closed) return;
			if (performance.now() - started > SOUND) wait = again;
			log.warn({ code, signal, said: said.trim() }, 'the simulator ended; it is started again');
			startLater();
		});
		giveWay(process);
		tell();
	}
	start();
	return {
		get speaking() {
			return speaking;
		},
		tell,
		async close() {
			closed = true;
			clearTimeout(timer);
			const ending = child;
			if (!ending) return;
			const exit = once(ending, 'exit');
			const kill = setTimeout(() => ending.kill('SIGKILL'), ENDS_WITHIN);
			ending.kill('SIGTERM');
			await exit;
			clearTimeout(kill);
		}
	};
}

/** The server and the page come before the devices of a city that is not there. */
function giveWay({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	try {
		setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
	} catch (err) {
		log.debug({ err }, 'the simulator keeps its usual priority');
	}
}
