import { isDeepStrictEqual } from 'node:util';
import type { BriefingStep } from '#lib/model/briefing/draft.ts';
import type { FrozenCard, FrozenValue } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import { sha256Of } from '../briefing-digest.ts';
import { freezeFigure } from '../freeze/freeze-figure.ts';
import { IndicatorReadings } from '../freeze/indicator-readings.ts';
import { readNumbers, type ReadingPlace } from '../freeze/read-numbers.ts';
import { SourceBook } from '../freeze/source-book.ts';
import { digestName, type BriefingFiles } from '../freezing-folder.ts';
import { frozenFacts } from './frozen-facts.ts';
import { FrozenFolder } from './frozen-folder.ts';
import { redrawMap, type Redrawing } from './redraw-map.ts';
import { itemOf, type VerifyItem, type VerifyReport } from './report.ts';

/**
 * Makes a briefing again from what is frozen with it, and says of each thing whether it is the same: every file by its
 * digest, every number and row from the answers it was read from, every map from the answers it was drawn from. Asks
 * neither live data nor history. Throws NOT_FOUND, and PACK_BROKEN for what is no briefing.
 */
export async function verifyBriefing(folder: string, redrawing: Redrawing = {}): Promise<VerifyReport> {
	const frozen = new FrozenFolder(folder);
	const items = [...frozen.integrity()];
	try {
		items.push(...(await derived(frozen, redrawing)));
	} catch (thrown) {
		items.push(itemOf('number', '', AppError.from(thrown).message));
	}
	return { id: frozen.id, holds: items.every(({ state }) => state !== 'different'), items };
}

/** Throws when what the numbers were read from is missing. */
async function derived(frozen: FrozenFolder, redrawing: Redrawing): Promise<readonly VerifyItem[]> {
	const { draft, frozenAt: at, values, cards } = frozen.briefing;
	const facts = frozenFacts(frozen);
	const sources = new SourceBook(facts);
	const place = { facts, sources, at, indicators: new IndicatorReadings(facts, sources, at) };
	const again = await readNumbers(draft, place);
	const why = (id: string) => again.failures.find((failure) => failure.id === id)?.message;
	const items = [
		...Object.keys(draft.bindings).map((name) =>
			itemOf('number', name, why(name) ?? difference(values[name], again.values[name]))
		),
		...draft.cards.map((key) => {
			const ofIt = ({ indicator }: { readonly indicator: string }) => indicator === key;
			return itemOf('card', key, why(key) ?? difference(cards.find(ofIt), again.cards.find(ofIt)));
		})
	];
	for (const step of draft.steps)
		if (step.figure)
			items.push(
				step.figure.kind === 'map'
					? await redrawMap(frozen, step, redrawing)
					: itemOf('rows', step.id, await rowsDifference(frozen, step, place))
			);
	return items;
}

function difference(before: FrozenValue | undefined, now: FrozenValue | undefined): string {
	if (before && now && isDeepStrictEqual(measured(before), measured(now))) return '';
	const [was, is] = [before, now].map((value) => (value ? JSON.stringify(value.value) : 'nothing'));
	return was === is
		? 'What it is compared with, its unit or its time is not what it was read from.'
		: `It says ${was}; what it was read from says ${is}.`;
}

/** Of a number or a card what was measured. Its words and marks may be made otherwise by a later program; the id proves them. */
function measured({ value, unit, at, ...rest }: FrozenValue & Partial<FrozenCard>): object {
	const { dayBefore, weekBefore, target, trend } = rest;
	return { value, unit, at, dayBefore, weekBefore, target, trend };
}

async function rowsDifference(
	{ briefing: { figures, files } }: FrozenFolder,
	{ id, figure }: BriefingStep,
	place: ReadingPlace
): Promise<string> {
	const made = new DigestedFiles();
	try {
		const { figure: again } = await freezeFigure({ id }, figure!, { ...place, folder: made }); // the caller's step has one
		const areWhole = [...made.digests].every(([name, sha256]) => files[name]?.sha256 === sha256);
		return areWhole && isDeepStrictEqual(figures[id], again)
			? ''
			: 'Its rows are not those that were frozen.';
	} catch (thrown) {
		return AppError.from(thrown).message;
	}
}

/** Files that are made to be compared: only their digests are kept. */
class DigestedFiles implements BriefingFiles {
	readonly digests = new Map<string, string>();

	add(name: string, bytes: Uint8Array): void {
		this.digests.set(name, sha256Of(bytes));
	}

	keep(folder: string, suffix: string, bytes: Uint8Array): string {
		const name = digestName(folder, suffix, bytes);
		this.add(name, bytes);
		return name;
	}
}
