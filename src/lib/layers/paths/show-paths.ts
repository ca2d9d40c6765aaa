import type { DatasetOf } from '#lib/model/city.ts';
import type { Paths } from '#lib/model/gather/paths.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { again } from '../styled/again.ts';
import type { buildPaths } from './build-paths.ts';

/** Vertices that are drawn at most; of more there is a sample, and the key says so. */
const MOST = 200_000;

/** The ways of recorded journeys as lines. */
export function showPaths(
	host: LayerHost,
	{ id }: DatasetOf<'trips'>,
	token: string,
	first: LayerStyle
): ShownLayer {
	const stopped = new AbortController();
	let style = first;
	let mask: Uint8Array | undefined;
	let paths: Paths | undefined;
	let build: typeof buildPaths | undefined;

	const gather = again(
		async () => {
			build ??= (await import('./build-paths.ts')).buildPaths;
			paths = await host.gather('paths', { dataset: id, most: MOST, mask }, stopped.signal);
			if (stopped.signal.aborted) return;
			draw();
			host.loaded();
		},
		stopped.signal,
		host.failed
	);
	gather();

	function draw() {
		if (!paths || !build) return;
		const [given, builder, { opacity }] = [paths, build, style];
		const drawn = given.row.length;
		host.legend({
			kind: 'category',
			metric: undefined,
			classes: [{ token, count: drawn, label: '' }],
			missing: 0,
			stale: 0,
			drawn: {
				form: 'paths',
				rows: given.journeys,
				unplaced: given.unplaced,
				...(drawn < given.journeys && {
					part: { drawn, of: given.journeys, share: drawn / given.journeys }
				})
			}
		});
		host.scene.setOverlay(id, (context) => builder(context, { id, paths: given, token, opacity }));
	}

	return {
		style(next = {}) {
			style = next;
			draw();
		},
		setMask(next) {
			if (mask === next) return;
			mask = next;
			gather();
		},
		restyle: draw,
		hide() {
			stopped.abort();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}
