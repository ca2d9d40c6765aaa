import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SearchHit } from '#lib/model/city.ts';
import { isIdeograph, searchKey } from '#lib/model/search-text.ts';
import { spellingOf } from '#lib/model/spelling.ts';

/** Kinds by number, as `hits.kind` says. */
export const HIT_KINDS = [
	'place',
	'street',
	'stop',
	'building',
	'poi',
	'address'
] as const satisfies readonly SearchHit['kind'][];

/** A named thing. Lower rank comes first among its kind. */
export interface SearchEntry {
	readonly kind: SearchHit['kind'];
	readonly name: string;
	readonly context: string;
	readonly lng: number;
	readonly lat: number;
	/** −1 = none. */
	readonly building: number;
	readonly rank: number;
}

/** Writes search.sqlite; addresses come as columns, there may be millions. */
export interface SearchTask {
	readonly kind: 'search';
	readonly file: string;
	readonly entries: readonly SearchEntry[];
	readonly addresses: {
		readonly houseNumber: readonly string[];
		readonly street: Int32Array;
		readonly lng: Float64Array;
		readonly lat: Float64Array;
		readonly building: Int32Array;
	};
	readonly streets: readonly string[];
	/** Names of buildings by id: the context of the addresses in them. */
	readonly buildingNames: ReadonlyMap<number, string>;
}

export interface SearchResult {
	readonly entries: number;
	readonly transfer: ArrayBuffer[];
}

/**
 * Rows lie in order of importance, so that the first matches of a word are the ones to show. `words` finds
 * whole words and prefixes; `grams` finds pieces inside names (addresses are found by their words); `spellings` finds
 * Chinese names by their pinyin and its initials.
 */
export function writeSearch(task: SearchTask): SearchResult {
	rmSync(task.file, { force: true });
	const db = new DatabaseSync(task.file);
	try {
		db.exec(`
			PRAGMA journal_mode = OFF;
			PRAGMA synchronous = OFF;
			PRAGMA cache_size = -32000;
			CREATE TABLE hits (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
				context TEXT NOT NULL, lng REAL NOT NULL, lat REAL NOT NULL, building INTEGER);
			CREATE VIRTUAL TABLE words USING fts5(key, content='hits', content_rowid='id', columnsize=0,
				tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');
			CREATE VIRTUAL TABLE grams USING fts5(key, content='', columnsize=0, tokenize='trigram');
			CREATE TABLE spellings (text TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (text, id)) WITHOUT ROWID;
			BEGIN;
		`);
		const insert = db.prepare('INSERT INTO hits VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
		const addGram = db.prepare('INSERT INTO grams (rowid, key) VALUES (?, ?)');
		const addSpelling = db.prepare('INSERT OR IGNORE INTO spellings VALUES (?, ?)');
		let id = 0;
		const sorted = [...task.entries].sort(
			(a, b) => HIT_KINDS.indexOf(a.kind) - HIT_KINDS.indexOf(b.kind) || a.rank - b.rank
		);
		for (const entry of sorted) {
			const key = searchKey(entry.name);
			if (key === '') continue;
			id++;
			insert.run(
				id,
				HIT_KINDS.indexOf(entry.kind),
				key,
				entry.name,
				entry.context,
				entry.lng,
				entry.lat,
				building(entry.building)
			);
			addGram.run(id, key);
			const spelling = spellingOf(entry.name);
			if (spelling) for (const text of [spelling.whole, spelling.initials]) addSpelling.run(text, id);
		}
		const seen = new Set<string>();
		const { houseNumber, street, lng, lat, building: inBuilding } = task.addresses;
		const streetKeys = task.streets.map(searchKey);
		for (let a = 0; a < houseNumber.length; a++) {
			const streetName = task.streets[street[a]!];
			if (streetName === undefined) continue;
			const once = `${houseNumber[a]!}\n${String(street[a])}\n${String(inBuilding[a]! >= 0 ? inBuilding[a] : lng[a])}`;
			if (seen.has(once)) continue;
			seen.add(once);
			const name = addressText(houseNumber[a]!, streetName);
			const key = `${searchKey(houseNumber[a]!)} ${streetKeys[street[a]!]!}`;
			const context = task.buildingNames.get(inBuilding[a]!) ?? '';
			insert.run(
				++id,
				HIT_KINDS.indexOf('address'),
				key,
				name,
				context,
				lng[a]!,
				lat[a]!,
				building(inBuilding[a]!)
			);
		}
		db.exec(`
			INSERT INTO words (words) VALUES ('rebuild');
			INSERT INTO words (words) VALUES ('optimize');
			INSERT INTO grams (grams) VALUES ('optimize');
			CREATE INDEX hits_key ON hits (key);
			CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
			CREATE TABLE terms (term TEXT PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID;
			INSERT INTO terms SELECT term, doc FROM vocabulary WHERE length(term) > 3 AND term GLOB '*[^0-9]*';
			DROP TABLE vocabulary;
			COMMIT;
			VACUUM;
		`);
		return { entries: id, transfer: [] };
	} finally {
		db.close();
	}
}

/** Number and street in the order of the street's script. */
export function addressText(houseNumber: string, street: string): string {
	return isIdeograph(street.at(-1) ?? '') ? `${street}${houseNumber}` : `${houseNumber} ${street}`;
}

function building(id: number): number | null {
	return id < 0 ? null : id;
}
