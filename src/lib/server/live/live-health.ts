import type { AlarmsHealth } from '../alarms/alarms.js';
import type { HistorianHealth } from '../historian/historian.js';
import type { IndicatorsHealth } from '../indicators/indicators.js';
import type { IngestHealth } from '../ingest/ingest.js';

/** The parts of the live path, in the order in which a message passes them. */
export interface LiveHealth {
	/** Incarnation of the log. */
	readonly epoch: number;
	readonly ingest: IngestHealth;
	readonly log: { readonly start: number; readonly end: number };
	readonly hub: { readonly offset: number; readonly lagRecords: number };
	readonly gateway: { readonly clients: number };
	readonly historian: HistorianHealth;
	/** Absent where none are computed. */
	readonly indicators?: IndicatorsHealth;
	/** Absent where nothing is judged. */
	readonly alarms?: AlarmsHealth;
}
