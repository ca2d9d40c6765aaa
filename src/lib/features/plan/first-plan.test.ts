import { afterEach, expect, test, vi } from 'vitest';
import { packDots } from '#lib/model/packed-dots.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import { firstPlanOf } from './first-plan.ts';

const title = { zh: '请求', en: 'Requests' };
const points = (id: string) => ({
	kind: 'points' as const,
	id,
	title,
	file: `${id}.arrow`,
	rows: 1,
	columns: [],
	withoutPosition: 0
});
const CITY = { datasets: [points('requests'), points('schools')] };
const layer = (id: string, plan?: string): CityLayer => ({
	id,
	kind: 'points',
	group: 'events',
	title: () => id,
	swatch: { shape: 'dot', token: '--cat-1' },
	initially: true,
	...(plan !== undefined && { plan }),
	show: () => ({ hide: () => undefined })
});
const LAYERS = [layer('requests', '--cat-5'), layer('schools', '--cat-4'), layer('buildings')];
const VIEW = { layers: ['requests', 'buildings', 'schools'], styles: {}, filters: [] };

/** A server that has these dots only. */
function serve(dots: Readonly<Record<string, readonly number[]>>): string[] {
	const asked: string[] = [];
	vi.stubGlobal('fetch', (path: string) => {
		asked.push(path);
		const found = dots[path.replace('/api/city/dots/', '')];
		const bytes = found && packDots(Float64Array.from(found));
		return Promise.resolve(new Response(bytes as BodyInit, { status: bytes ? 200 : 404 }));
	});
	vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
	return asked;
}
afterEach(() => vi.unstubAllGlobals());

test('layers of dots are asked for at once, and come back to front', async () => {
	const asked = serve({ requests: [116, 39], schools: [117, 40] });
	const plan = firstPlanOf(CITY, VIEW, LAYERS);
	expect(asked).toEqual(['/api/city/dots/schools', '/api/city/dots/requests']);
	expect(plan?.layers).toEqual(['requests', 'schools']);
	expect((await plan!.dots).map(({ token, lngLat }) => [token, ...lngLat])).toEqual([
		['--cat-4', 117, 40],
		['--cat-5', 116, 39]
	]);
	await plan!.seen;
});

test('what the server does not have is left out', async () => {
	serve({ schools: [117, 40] });
	const plan = firstPlanOf(CITY, VIEW, LAYERS);
	expect((await plan!.dots).map(({ token }) => token)).toEqual(['--cat-4']);
});

test.each([
	['a filter', { ...VIEW, filters: [{ layer: 'requests', column: 'kind', values: ['Noise'] }] }],
	['a style', { ...VIEW, styles: { requests: { form: 'heat' } } }],
	['no layer of dots', { ...VIEW, layers: ['buildings'] }],
	['data of this browser', { ...VIEW, layers: ['dropped'] }]
])('a view with %s has no plan', (_, view) => {
	const asked = serve({ requests: [116, 39] });
	const layers = [...LAYERS, layer('dropped', '--cat-3')];
	expect(firstPlanOf(CITY, view as unknown as typeof VIEW, layers)).toBeUndefined();
	expect(asked).toEqual([]);
});

test('a browser that has the engines shows the map itself', () => {
	const asked = serve({ requests: [116, 39] });
	vi.stubGlobal('navigator', { serviceWorker: { controller: {} } });
	expect(firstPlanOf(CITY, VIEW, LAYERS)).toBeUndefined();
	expect(asked).toEqual([]);
});
