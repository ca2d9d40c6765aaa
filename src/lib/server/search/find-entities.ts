import type { EntityHit } from '#lib/model/entity-hit.ts';
import type { LiveEntity } from '#lib/model/live-layer.ts';
import { NOBODY } from '#lib/model/observation.ts';
import { mayBePinyin, plainLetters } from '#lib/model/pinyin-text.ts';
import { spellingOf, type Spelling } from '#lib/model/spelling.ts';

/** A layer whose things may be found. */
export interface NamedLayer {
	readonly id: string;
	/** By dictionary row; not all need be there any more. */
	readonly entities: readonly (LiveEntity | undefined)[];
}

/** Spellings of titles: the same things are looked for again and again. */
const spelt = new WeakMap<LiveEntity, Spelling | false>();

/**
 * Things whose title or urn has the words, or whose Chinese title is typed so in pinyin: whole names first, then
 * beginnings, then pieces; at most `limit`.
 */
export function findEntities(layers: readonly NamedLayer[], query: string, limit: number): EntityHit[] {
	const wanted = query.trim().toLowerCase();
	if (wanted === '') return [];
	const typed = mayBePinyin(query) ? plainLetters(query) : undefined;
	const found: { readonly hit: EntityHit; readonly score: number }[] = [];
	for (const { id, entities } of layers)
		for (const entity of entities) {
			if (!entity?.urn || entity.urn === NOBODY) continue;
			const score = scoreOf(entity, wanted, typed);
			if (score !== undefined)
				found.push({ hit: { layer: id, urn: entity.urn, title: entity.title }, score });
		}
	return found
		.sort((a, b) => a.score - b.score || a.hit.title.length - b.hit.title.length)
		.slice(0, limit)
		.map(({ hit }) => hit);
}

function scoreOf(entity: LiveEntity, wanted: string, typed: string | undefined): number | undefined {
	const title = entity.title.toLowerCase();
	const at = title.indexOf(wanted);
	if (at >= 0) return title === wanted ? 0 : at === 0 ? 1 : 2;
	if (entity.urn.toLowerCase().includes(wanted)) return 3;
	if (typed === undefined || typed === '') return undefined;
	const spelling = spellingFor(entity);
	if (!spelling) return undefined;
	if (spelling.initials.startsWith(typed) || spelling.whole.startsWith(typed)) return 1.5;
	return spelling.initials.includes(typed) ? 2.5 : undefined;
}

function spellingFor(entity: LiveEntity): Spelling | undefined {
	const known = spelt.get(entity);
	if (known !== undefined) return known || undefined;
	const spelling = spellingOf(entity.title);
	spelt.set(entity, spelling ?? false);
	return spelling;
}
