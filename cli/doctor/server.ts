import type { Health } from '#lib/server/http/health.ts';
import { failed, ok, warning, type Finding } from './check.ts';

/** What a running server says of itself; undefined when none answers there. */
export async function askHealth(url: string): Promise<Health | undefined> {
	const response = await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(3000) }).catch(
		() => undefined
	);
	if (!response?.ok) return undefined;
	const health = (await response.json().catch(() => undefined)) as Partial<Health> | undefined; // another program may answer
	return health && typeof health.version === 'string' && Array.isArray(health.feeds)
		? (health as Health)
		: undefined;
}

/** The server and its feeds. */
export function checkServer(url: string, health: Health | undefined): readonly Finding[] {
	if (!health)
		return [
			warning(
				'server',
				`no Cityloop answers at ${url}`,
				'start it with npm start, or name another with --url'
			)
		];
	const findings: Finding[] = [
		health.city === null
			? warning(
					'server',
					`version ${health.version} at ${url} has no city`,
					'import one: cityloop import --help'
				)
			: ok('server', `version ${health.version} at ${url} serves ${health.city}`)
	];
	for (const { id, ageSeconds, stale } of health.feeds)
		findings.push(
			stale
				? warning(
						`feed ${id}`,
						ageSeconds > 1e9 ? 'nothing came yet' : `its newest value is ${age(ageSeconds)} old`,
						'see its source: cityloop dlq list, and the device or server that sends it'
					)
				: ok(`feed ${id}`, `${age(ageSeconds)} old`)
		);
	const { live } = health;
	if (!live) return findings;
	const { ingest, hub, historian } = live;
	if (ingest.logFailure)
		findings.push(
			failed('log', ingest.logFailure.reason, 'make room on the disk: devices wait to be acknowledged')
		);
	else
		findings.push(
			ok(
				'log',
				`${live.log.end} records; the picture lags ${hub.lagRecords}, history ${historian.lagRecords}`
			)
		);
	for (const { id, state, problem } of ingest.sources)
		findings.push(
			state === 'failed'
				? failed(`source ${id}`, problem ?? 'it failed', 'see its address and credentials in config.json')
				: ok(`source ${id}`, state)
		);
	if (historian.failure !== undefined)
		findings.push(
			failed('history', historian.failure, 'see the disk; it goes on by itself when there is room')
		);
	if (ingest.deadLetters > 0)
		findings.push(
			warning(
				'dead letters',
				`${ingest.deadLetters} messages could not be used`,
				'see why: cityloop dlq list'
			)
		);
	return findings;
}

function age(seconds: number): string {
	if (seconds < 120) return `${seconds.toFixed(0)} s`;
	if (seconds < 7200) return `${(seconds / 60).toFixed(0)} min`;
	if (seconds < 172_800) return `${(seconds / 3600).toFixed(0)} h`;
	return `${Math.floor(seconds / 86_400)} days`;
}
