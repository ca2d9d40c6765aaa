import { tableFromIPC } from 'apache-arrow';
import { z } from 'zod';
import { cityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { STEP_HEADER } from '#lib/model/history.ts';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import { AreaSet } from '#lib/server/alarms/rule-engine/area-set.ts';
import { AreaIndex } from '#lib/model/area-index.ts';
import { askServer } from '../ask-server.ts';
import type { Past } from './past.ts';

const city = z.object({ manifest: cityManifest, packUrl: z.string() });
const layers = z.array(z.object({ declaration: layerDeclaration, statuses: z.array(z.string()) }));
const events = z.object({ events: z.array(z.custom<StoredEvent>()), end: z.number() });

/** Events asked for at once. */
const PAGE = 1000;

/** The past of a running server. Throws FEED_UNREACHABLE. */
export async function pastOfServer(url: string, token: string | undefined): Promise<Past> {
	const ask = askServer(url, token);
	const { manifest, packUrl } = await ask(city, '/api/city');
	const known = await ask(layers, '/api/layers');
	const bytes = async (path: string) => {
		const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
		const response = await fetch(new URL(path, url), { headers }).catch((cause: unknown) => {
			throw new AppError(
				'FEED_UNREACHABLE',
				{ message: `${url} does not answer: is it running?` },
				{ cause }
			);
		});
		if (response.ok)
			return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
		const said = z.object({ message: z.string(), code: z.string() }).safeParse(await response.json());
		if (said.data?.code === 'NO_HISTORY') return undefined;
		throw new AppError('FEED_UNREACHABLE', {
			message: said.data?.message ?? `${url} answers ${response.status}.`
		});
	};
	const named = (layer: string) => encodeURIComponent(layer);
	return {
		timezone: manifest.timezone,
		place: manifest.anchor,
		layers: known,
		async entities(layer) {
			const answer = await bytes(`/api/dict/${named(layer)}`);
			const table = tableFromIPC(answer?.bytes);
			const [urn, title] = [table.getChild('urn'), table.getChild('title')];
			return Array.from({ length: table.numRows }, (_, row) => ({
				urn: String(urn?.get(row) ?? row),
				title: String(title?.get(row) ?? '')
			}));
		},
		state: async (layer, at) =>
			(await bytes(`/api/history/at?layer=${named(layer)}&t=${at}&by=received&stamps=1`))?.bytes,
		async window(layer, from, to) {
			const path = `/api/history/window?layer=${named(layer)}&from=${from}&to=${to}&by=received`;
			const answer = await bytes(path);
			return {
				bytes: answer?.bytes ?? new Uint8Array(0),
				step: Number(answer?.headers.get(STEP_HEADER) ?? 0)
			};
		},
		async events(layer, from, to) {
			const path = `/api/events/${named(layer)}`;
			const all = [...(await ask(events, `${path}?before=${from}&limit=${PAGE}`)).events];
			for (;;) {
				const page = (await ask(events, `${path}?after=${all.at(-1)?.offset ?? 0}&limit=${PAGE}`)).events;
				all.push(...page.filter(({ receivedAt }) => receivedAt < to));
				if (page.length < PAGE || page.at(-1)!.receivedAt >= to) return all;
			}
		},
		async areas(dataset) {
			const entry = manifest.datasets.find(({ id }) => id === dataset);
			if (entry?.kind !== 'areas') return undefined;
			const answer = await bytes(packUrl + entry.file);
			const text = new TextDecoder().decode(answer?.bytes);
			return new AreaSet(dataset, AreaIndex.of(JSON.parse(text), entry.nameProperty));
		},
		close: () => Promise.resolve()
	};
}
