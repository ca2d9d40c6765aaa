import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';

/** A view of the town as it is now. */
export const mapView: ViewSpec = {
	v: 1,
	city: 'gridtown',
	camera: { lng: 1, lat: 2, zoom: 13, pitch: 40, bearing: 0 },
	look: 'light',
	layers: ['underpasses'],
	time: { kind: 'live' },
	metrics: {},
	filters: [],
	selection: [],
	styles: {},
	pinned: [],
	charts: []
};

/** A draft of one step without numbers. */
export const plainDraft = (changes: Partial<BriefingDraft> = {}): BriefingDraft => ({
	v: 1,
	title: { 'zh-CN': '日报' },
	cards: [],
	bindings: {},
	steps: [{ id: 'one', title: { 'zh-CN': '平稳' }, text: { 'zh-CN': '全市平稳。' } }],
	author: 'duty',
	rights: 'internal',
	expiresAfter: null,
	...changes
});

/** What a draft becomes without figures and numbers, but for its files. */
export const plainBriefing = (
	frozenAt: number,
	changes: Partial<Omit<Briefing, 'files'>> = {}
): Omit<Briefing, 'files'> => ({
	v: 1,
	draft: plainDraft(),
	city: {
		id: 'gridtown',
		name: { zh: '格城', en: 'Gridtown' },
		timezone: 'Asia/Shanghai',
		fictional: true,
		attribution: [],
		pack: '0123456789ab'
	},
	program: { version: '0.1.0', renderer: '' },
	frozenAt,
	dataAsOf: null,
	values: {},
	cards: [],
	figures: {},
	sources: [],
	scenarios: [],
	...changes
});

function noFacts(): never {
	throw new AppError('NOT_FOUND', { message: 'Nothing is alive.' });
}

/** What briefings of a city are opened with where nothing is alive. */
export const nothingAlive = {
	facts: noFacts,
	daily: noFacts,
	timezone: 'Asia/Shanghai',
	redrawing: {},
	exportAll: () => Promise.resolve()
};
