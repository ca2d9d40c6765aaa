import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import type { SearchHit } from '#lib/model/city.ts';
import { canonicalCompletions, isIdeograph, searchWords } from '#lib/model/search-text.ts';
import { mayBePinyin, plainLetters } from '#lib/model/pinyin-text.ts';
import { nearestWords } from './near-words.ts';

/** Kinds by number, as the baker writes them: more important first. */
const KINDS = [
	'place',
	'street',
	'stop',
	'building',
	'poi',
	'address'
] as const satisfies readonly SearchHit['kind'][];
/** Rows looked at per way of matching: they come in order of importance. */
const CANDIDATES = 200;
const LONGEST_QUERY = 200;

export interface SearchIndex {
	/** Hits for what was typed so far, best first: exact, then beginning, then containing, then nearly so. */
	search(query: string, limit: number): SearchHit[];
	/** The English name of what is called so; undefined: nothing is, or it has none. */
	englishOf(name: string): string | undefined;
	close(): void;
}

interface Row {
	readonly id: number;
	readonly kind: number;
	readonly key: string;
	readonly name: string;
	readonly context: string;
	readonly lng: number;
	readonly lat: number;
	readonly building: number | null;
}

/** Opens a pack's `search.sqlite` for reading. */
export function openSearchIndex(path: string): SearchIndex {
	try {
		return new FullTextIndex(new DatabaseSync(path, { readOnly: true }));
	} catch (cause) {
		throw new AppError(
			'PACK_BROKEN',
			{ file: path, message: `The search index ${path} cannot be read.` },
			{ cause }
		);
	}
}

class FullTextIndex implements SearchIndex {
	readonly #db: DatabaseSync;
	readonly #exact: StatementSync;
	readonly #beginning: StatementSync;
	readonly #words: StatementSync;
	readonly #grams: StatementSync;
	readonly #known: StatementSync;
	readonly #english: StatementSync;
	/** Packs that were baked before there were spellings have none. */
	readonly #spelled: StatementSync | undefined;
	#vocabulary: readonly string[] | undefined;

	constructor(db: DatabaseSync) {
		this.#db = db;
		const columns = 'id, kind, key, name, context, lng, lat, building';
		this.#exact = db.prepare(
			`SELECT ${columns} FROM hits WHERE key = ? ORDER BY id LIMIT ${String(CANDIDATES)}`
		);
		this.#beginning = db.prepare(
			`SELECT ${columns} FROM hits WHERE key > ? AND key < ? LIMIT ${String(CANDIDATES)}`
		);
		this.#words = db.prepare(
			`SELECT ${columns} FROM hits WHERE id IN (SELECT rowid FROM words WHERE words MATCH ? LIMIT ${String(CANDIDATES)})`
		);
		this.#grams = db.prepare(
			`SELECT ${columns} FROM hits WHERE id IN (SELECT rowid FROM grams WHERE grams MATCH ? LIMIT ${String(CANDIDATES)})`
		);
		this.#spelled = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'spellings'").get()
			? db.prepare(
					`SELECT ${columns} FROM hits WHERE id IN (SELECT id FROM spellings WHERE text >= ? AND text < ? LIMIT ${String(CANDIDATES)})`
				)
			: undefined;
		this.#known = db.prepare('SELECT 1 FROM words WHERE words MATCH ? LIMIT 1');
		// The baker writes an English name behind the own one, which is then its context.
		this.#english = db.prepare(
			`SELECT english.name FROM hits own JOIN hits english
			ON english.id = own.id + 1 AND english.kind = own.kind AND english.context = own.name
			WHERE own.key = ? AND own.name = ? ORDER BY own.id LIMIT 1`
		);
	}

	search(query: string, limit: number): SearchHit[] {
		const words = searchWords(query.slice(0, LONGEST_QUERY));
		if (words.length === 0 || limit <= 0) return [];
		const key = words.join(' ');
		const found = new Map<number, { row: Row; score: number }>();
		const take = (rows: readonly unknown[], score: (row: Row) => number): void => {
			for (const row of rows as Row[]) if (!found.has(row.id)) found.set(row.id, { row, score: score(row) });
		};
		take(this.#exact.all(key), () => 0);
		take(this.#beginning.all(`${key} `, `${key} \uffff`), () => 1);
		take(this.#words.all(matchAll(words)), (row) => (row.key.startsWith(key) ? 1.5 : 2));
		if (found.size < limit) take(this.#beginning.all(key, `${key}\uffff`), () => 1.5);
		if (found.size < limit && this.#spelled && mayBePinyin(query)) {
			const typed = plainLetters(query);
			take(this.#spelled.all(typed, `${typed}{`), () => 2.5); // { comes after z
		}
		if (found.size < limit && key.length >= 3) take(this.#grams.all(quoted(key)), () => 3);
		if (found.size < limit) {
			const corrected = this.#correct(words);
			if (corrected) take(this.#words.all(corrected), () => 4);
		}
		return [...found.values()]
			.sort(
				(a, b) =>
					a.score - b.score ||
					Number(a.row.kind === ADDRESS) - Number(b.row.kind === ADDRESS) ||
					a.row.key.length - b.row.key.length ||
					a.row.id - b.row.id
			)
			.slice(0, limit)
			.map(({ row }) => toHit(row));
	}

	englishOf(name: string): string | undefined {
		const found = this.#english.get(searchWords(name).join(' '), name);
		return found && String(found['name']);
	}

	close(): void {
		this.#db.close();
	}

	/** The query with words nobody uses replaced by the nearest that somebody does; undefined when hopeless. */
	#correct(words: readonly string[]): string | undefined {
		let changed = false;
		const terms: string[] = [];
		for (const [index, word] of words.entries()) {
			const last = index === words.length - 1;
			const plain = last ? unfinished(word) : quoted(word);
			if (word.length < 4 || /^\d+$/.test(word) || this.#known.get(plain) !== undefined) {
				terms.push(plain);
				continue;
			}
			const near = nearestWords(word, this.#loadVocabulary(), 5);
			if (near.length === 0) return undefined;
			changed = true;
			terms.push(`(${near.map(quoted).join(' OR ')})`);
		}
		return changed ? terms.join(' AND ') : undefined;
	}

	#loadVocabulary(): readonly string[] {
		this.#vocabulary ??= (
			this.#db.prepare('SELECT term FROM terms ORDER BY uses DESC').all() as unknown as { term: string }[]
		).map(({ term }) => term);
		return this.#vocabulary;
	}
}

const ADDRESS = KINDS.indexOf('address');

/** All words in any order, the last one as far as it is typed; ideographs that stand together stay together. */
function matchAll(words: readonly string[]): string {
	const terms: string[] = [];
	let run: string[] = [];
	const endRun = (): void => {
		if (run.length > 0) terms.push(quoted(run.join(' ')));
		run = [];
	};
	words.forEach((word, index) => {
		if (isIdeograph(word)) {
			run.push(word);
			return;
		}
		endRun();
		terms.push(index === words.length - 1 ? unfinished(word) : quoted(word));
	});
	endRun();
	return terms.join(' AND ');
}

/** A word that may go on. */
function unfinished(word: string): string {
	const ends = canonicalCompletions(word);
	return `(${[`${quoted(word)} *`, ...ends.map(quoted)].join(' OR ')})`;
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}

function toHit({ kind, name, context, lng, lat, building }: Row): SearchHit {
	return {
		kind: KINDS[kind] ?? 'poi',
		name,
		context,
		lng,
		lat,
		...(building === null ? {} : { building })
	};
}
