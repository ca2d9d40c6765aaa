import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { liveDirOf } from '../live/live-config.ts';
import { logOf } from '../log.ts';
import { demoCityOf } from './demo-city.ts';
import { IncidentBook, type ListedIncident } from './incident-book.ts';
import { INCIDENTS_FILE, readIncidents, writeIncidents } from './incident-file.ts';
import { keepSimulator } from './keep-simulator.ts';

/** `GET /api/simulation`. */
export interface SimulationState {
	/** Devices speak. */
	readonly running: boolean;
	readonly incidents: readonly ListedIncident[];
}

/** What makes the demo city live while it is served. */
export interface Simulation {
	state(): SimulationState;
	/** Throws INPUT_INVALID for a name that there is none of, LOG_FULL when it cannot be kept. */
	start(incident: string): SimulationState;
	stop(incident: string): SimulationState;
	close(): Promise<void>;
}

export interface SimulationOptions {
	readonly dataDir: string;
	readonly city: Pick<CityManifest, 'id' | 'version' | 'fictional'>;
	/** Port of this server's broker; undefined while it does not listen. */
	readonly mqttPort: () => number | undefined;
	/** True when devices need a password: the simulator has none. */
	readonly guarded: boolean;
	readonly now?: () => EpochMs;
}

/** Lets the demo city live, with what was under way when the server stopped. Undefined for every other city, and where the simulator could not publish. */
export function openSimulation(options: SimulationOptions): Simulation | undefined {
	const { mqttPort, now = Date.now } = options;
	const made = demoCityOf(options.dataDir, options.city);
	if (!made) return undefined;
	if (options.guarded) {
		logOf('simulation').warn(
			'config.json has devices, and the simulator is none of them: run cityloop simulate --user <name> yourself'
		);
		return undefined;
	}
	const file = join(liveDirOf(options.dataDir, options.city.id), INCIDENTS_FILE);
	const book = new IncidentBook(readIncidents(file), (started) => writeIncidents(file, started));
	const simulator = keepSimulator({ city: made, mqttPort, incidents: () => book.started });
	const state = (): SimulationState => ({ running: simulator.speaking, incidents: book.list(now()) });
	const change = (make: () => void): SimulationState => {
		make();
		simulator.tell();
		return state();
	};
	return {
		state,
		start: (incident) => change(() => book.start(incident, now())),
		stop: (incident) => change(() => book.stop(incident, now())),
		close: () => simulator.close()
	};
}

/** Throws NOT_FOUND: this city is real, or `--no-simulation` was given. */
export function requireSimulation(simulation: Simulation | undefined): Simulation {
	if (simulation) return simulation;
	throw new AppError('NOT_FOUND', {
		message: 'Nothing is simulated here: only the demo city is, unless --no-simulation was given.'
	});
}
