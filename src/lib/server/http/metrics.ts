import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { VERSION } from '#lib/server/version.ts';
import type { Health } from './health.ts';
import type { Route } from './route.ts';

/** Of the process's own: gauges that call themselves totals, which Prometheus' own check (`promtool`) refuses. */
const MISNAMED = ['active_handles', 'active_requests', 'active_resources'].map(
	(what) => `nodejs_${what}_total`
);

/** `GET /metrics` in Prometheus' text format: what health says, as numbers, and the process's own. */
export function metricsRoute(health: () => Health): Route {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	for (const name of MISNAMED) registry.removeSingleMetric(name);
	const show = cityMetrics(registry);
	return {
		method: 'GET',
		path: /^\/metrics$/,
		async handle({ response }) {
			show(health());
			response.setHeader('Content-Type', registry.contentType);
			response.setHeader('Cache-Control', 'no-store');
			response.end(await registry.metrics());
		}
	};
}

function cityMetrics(registry: Registry): (health: Health) => void {
	const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
		new Gauge({ name: `cityloop_${name}`, help, labelNames, registers: [registry] });
	/** Counts that the parts keep themselves: only their growth is added. */
	const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) => {
		const made = new Counter({ name: `cityloop_${name}`, help, labelNames, registers: [registry] });
		const before = new Map<string, number>();
		return (labels: Record<L, string>, total: number) => {
			const key = JSON.stringify(labels);
			const known = before.get(key) ?? 0;
			if (total >= known) made.inc(labels, total - known);
			before.set(key, total);
		};
	};
	const info = gauge('info', 'Version and city; always 1.', 'version', 'city');
	const degraded = gauge('degraded', '1 when something needs a person.');
	const age = gauge('feed_age_seconds', 'Age of the newest value of a live layer.', 'layer');
	const stale = gauge('feed_stale', '1 when a live layer is older than its limit.', 'layer');
	const clients = gauge('clients', 'Live sockets.');
	const logEnd = gauge('log_end', 'Offset of the newest log record.');
	const lag = gauge('lag_records', 'Log records that a reader has yet to take.', 'reader');
	const queue = gauge('ingest_queue', 'Messages that wait to be written.');
	const deadLetters = gauge('dead_letters', 'Messages kept because something in them could not be used.');
	const logFailed = gauge('log_failed', '1 while nothing can be acknowledged.');
	const historyBytes = gauge('history_bytes', 'Bytes of sealed history.');
	const indicators = gauge('indicators', 'Indicators by how they are: ok, stale, failing.', 'state');
	const computations = counter('indicator_computations_total', 'Indicators computed.');
	const seconds = counter('indicator_seconds_total', 'Seconds from reading the layers to kept values.');
	const messages = counter('ingest_messages_total', 'Messages received.', 'source');
	const rows = counter('ingest_rows_total', 'Observations and events taken.', 'source');
	const rejected = counter('ingest_rejected_total', 'Records that could not be used.', 'source');
	const openAlarms = gauge('alarms_open', 'Open alarms.', 'level');
	const waiting = gauge('alarms_unacknowledged', 'Open alarms that nobody has acknowledged or shelved.');
	const shelvedAlarms = gauge('alarms_shelved', 'Open alarms that are shelved.');
	const flooded = gauge('alarm_flood', '1 while there are more new alarms than anyone can read.');
	const raised = counter('alarms_raised_total', 'Alarms raised.', 'level');
	const judged = counter('alarm_rows_judged_total', 'Rows and events that rules looked at.');
	const ruleFailures = gauge('alarm_rules_failing', 'Alarm rules that cannot be judged.');

	const machines = gauge('wall_machines', 'Machines of walls that were adopted, by how they are.', 'state');

	return ({ status, city, feeds, live, walls }) => {
		info.reset();
		info.set({ version: VERSION, city: city ?? '' }, 1);
		degraded.set(status === 'degraded' ? 1 : 0);
		age.reset();
		stale.reset();
		for (const { id, ageSeconds, stale: old } of feeds) {
			age.set({ layer: id }, ageSeconds);
			stale.set({ layer: id }, old ? 1 : 0);
		}
		if (walls) {
			const { machines: all, late, behind, dark } = walls;
			machines.set({ state: 'late' }, late.length);
			machines.set({ state: 'behind' }, behind.length);
			machines.set({ state: 'dark' }, dark.length);
			machines.set({ state: 'ok' }, all - new Set([...late, ...behind, ...dark]).size);
		}
		if (!live) return;
		clients.set(live.gateway.clients);
		logEnd.set(live.log.end);
		lag.set({ reader: 'hub' }, live.hub.lagRecords);
		lag.set({ reader: 'historian' }, live.historian.lagRecords);
		queue.set(live.ingest.queue);
		deadLetters.set(live.ingest.deadLetters);
		logFailed.set(live.ingest.logFailure ? 1 : 0);
		historyBytes.set(live.historian.bytes);
		if (live.indicators) {
			const { on, stale, failing } = live.indicators;
			indicators.set({ state: 'ok' }, on - stale);
			indicators.set({ state: 'stale' }, stale - failing.length);
			indicators.set({ state: 'failing' }, failing.length);
			computations({}, live.indicators.computations);
			seconds({}, live.indicators.seconds);
		}
		if (live.alarms) {
			const { open, unacknowledged, shelved, flood, raised: all, judged: rows, failures } = live.alarms;
			open.forEach((count, n) => openAlarms.set({ level: String(n + 1) }, count));
			waiting.set(unacknowledged);
			shelvedAlarms.set(shelved);
			flooded.set(flood ? 1 : 0);
			all.forEach((count, n) => raised({ level: String(n + 1) }, count));
			judged({}, rows);
			ruleFailures.set(failures.length);
		}
		for (const source of live.ingest.sources) {
			messages({ source: source.id }, source.messages);
			rows({ source: source.id }, source.rows);
			rejected({ source: source.id }, source.rejected);
		}
	};
}
