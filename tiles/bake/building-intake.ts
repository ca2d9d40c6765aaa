import type { BuildingRecord } from '#tiles/source-records.ts';
import { BodyReader, DEGREE_UNITS, maxWords, writeBody } from './body-record.ts';
import { tileX, tileY } from './cells.ts';
import { squareMetres } from './collected.ts';
import { Extent } from './city-extent.ts';
import type { Findings } from './findings.ts';
import { IdIndex, TextTable } from './growing.ts';
import { Spool } from './spool.ts';
import { BUCKET_ZOOM, bucketKey } from './unit-plan.ts';

/** Bucket of parts whose building is not known yet. */
const PARTS = -1;
const MIN_AREA = 1;

/** First pass: each record goes to the spool in the bucket of its place; parts wait for their building. */
export class BuildingIntake {
	readonly uses = new TextTable();
	readonly streets = new TextTable();
	readonly extent = new Extent();
	/** Attributes beyond the usual that some building has. */
	readonly given = new Set<'year' | 'residents' | 'jobs'>();
	/** English names by source id; few buildings have one. */
	readonly englishNames = new Map<number, string>();
	readonly spool: Spool;
	/** Bucket of each building by source id. */
	readonly bucketOf = new IdIndex();
	/** Rows (buildings and parts without one) by bucket, once `settleParts` ran. */
	readonly rows = new Map<number, number>();
	readonly #findings: Findings;

	constructor(path: string, findings: Findings) {
		this.spool = new Spool(path);
		this.#findings = findings;
	}

	add(record: BuildingRecord): void {
		const first = record.polygons[0]?.[0];
		const area = record.polygons.reduce(
			(sum, polygon) => sum + (polygon[0] ? squareMetres(polygon[0]) : 0),
			0
		);
		if (!first || first.length < 6) return this.#reject('the outline has fewer than three vertices', record);
		if (area < MIN_AREA) return this.#reject('the outline is smaller than 1 m²', record);
		if (!(record.height > 0)) return this.#reject('the height is not above ground', record);
		const [lng, lat] = [first[0]!, first[1]!];
		const home = bucketKey(tileX(lng, BUCKET_ZOOM), tileY(lat, BUCKET_ZOOM));
		const use = this.uses.add(record.use === '' ? 'unknown' : record.use);
		const street = this.streets.add(record.street);
		const waits = record.part?.rootId !== undefined;
		this.spool.add(waits ? PARTS : home, maxWords(record), (target, at) =>
			writeBody(target, at, record, use, street)
		);
		if (waits) return;
		this.extent.add(first);
		for (const name of ['year', 'residents', 'jobs'] as const)
			if (record[name] !== undefined) this.given.add(name);
		if (!record.part) this.bucketOf.add(record.sourceId, home);
		if (!record.part && record.nameEn !== undefined) this.englishNames.set(record.sourceId, record.nameEn);
		this.rows.set(home, (this.rows.get(home) ?? 0) + 1);
	}

	/** Brings each waiting part to its building's bucket, or to its own place when there is none. */
	settleParts(): void {
		const waiting = this.spool.read(PARTS);
		this.spool.drop(PARTS);
		for (const reader = new BodyReader(waiting); !reader.done; reader.next()) {
			let bucket = this.bucketOf.get(reader.rootId);
			if (bucket === undefined) {
				const at = reader.at + reader.headWords + 2;
				bucket = bucketKey(
					tileX(waiting[at]! / DEGREE_UNITS, BUCKET_ZOOM),
					tileY(waiting[at + 1]! / DEGREE_UNITS, BUCKET_ZOOM)
				);
				this.rows.set(bucket, (this.rows.get(bucket) ?? 0) + 1);
				this.#findings.add(
					'buildings',
					'noted',
					'a part without its building: drawn as a building of its own',
					String(reader.sourceId)
				);
			}
			const words = waiting.subarray(reader.at, reader.at + reader.length);
			this.spool.add(bucket, words.length, (target, at) => {
				target.set(words, at);
				return words.length;
			});
		}
	}

	remove(): void {
		this.spool.remove();
	}

	#reject(reason: string, record: BuildingRecord): void {
		this.#findings.add('buildings', 'rejected', reason, String(record.sourceId));
	}
}
