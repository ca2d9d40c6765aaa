import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { AlarmRule } from '#lib/model/alarm-rule.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { judgePast } from './judge-past.ts';
import type { Past } from './past.ts';

const MINUTE = 60_000;
const rule = (id: string, whole: boolean): AlarmRule => ({
	id,
	version: 1,
	title: { zh: id, en: id },
	consequence: { zh: '', en: '' },
	response: { zh: '', en: '' },
	level: 4,
	when: { kind: 'absence', layer: 'air', after: 180, ...(whole && { whole }) }
});
const RULES = [rule('station', false), rule('layer', true)].map((one) => ({
	key: `test/${one.id}`,
	theme: 'test',
	rule: one
}));

/** One station of the air and one pole, at the minutes given. */
function pastOf(minutes: Readonly<Record<'air' | 'poles', readonly number[]>>): Past {
	return {
		timezone: 'Asia/Shanghai',
		place: [122.9, 36],
		layers: (['air', 'poles'] as const).map((id) => ({
			declaration: layerDeclaration.parse({ id, interval: 60 }),
			statuses: []
		})),
		entities: (layer) => Promise.resolve([{ urn: `${layer}-1`, title: `${layer} 1` }]),
		state: () => Promise.resolve(undefined),
		window(layer, from, to) {
			const received = minutes[layer as 'air' | 'poles']
				.map((minute) => minute * MINUTE)
				.filter((at) => at >= from && at < to);
			const table = tableFromArrays({
				idx: new Uint32Array(received.length),
				at: Float64Array.from(received),
				received: Float64Array.from(received)
			});
			const bytes = received.length > 0 ? tableToIPC(table) : new Uint8Array(0);
			return Promise.resolve({ bytes, step: 0 });
		},
		events: () => Promise.resolve([]),
		areas: () => Promise.resolve(undefined),
		close: () => Promise.resolve()
	};
}

const raisedIn = async (minutes: Parameters<typeof pastOf>[0]) =>
	(await judgePast(pastOf(minutes), RULES, 0, 60 * MINUTE)).rules.map(({ raised }) => raised);

const through = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

test('while the server was down nobody was silent; a layer that is silent while another speaks is', async () => {
	const halves = [...through(0, 20), ...through(40, 60)];
	expect(await raisedIn({ air: halves, poles: halves })).toEqual([0, 0]);
	expect(await raisedIn({ air: halves, poles: through(0, 60) })).toEqual([1, 1]);
});

test('silence that began before the server went down goes on when it is back', async () => {
	const air = [...through(0, 18), ...through(45, 60)];
	expect(await raisedIn({ air, poles: [...through(0, 20), ...through(40, 60)] })).toEqual([1, 1]);
});

test('a server that is down at the end of the time is nobody’s silence either', async () => {
	expect(await raisedIn({ air: through(0, 20), poles: through(0, 20) })).toEqual([0, 0]);
});

test('one layer alone says nothing of the server', async () => {
	expect(await raisedIn({ air: [...through(0, 20), ...through(40, 60)], poles: [] })).toEqual([1, 1]);
});
