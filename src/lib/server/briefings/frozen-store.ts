import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { briefingId } from '#lib/model/briefing/draft.ts';
import { briefing, type Briefing, type BriefingListed } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { logOf } from '#lib/server/log.ts';
import { BRIEFING_FILE, FILES, FreezingFolder } from './freezing-folder.ts';
import { saidError } from '#lib/model/said-error.ts';

const UNFINISHED = 'freezing-';
const GOING = 'going-';
/** A briefing whose time is over can be proven so long, and then is no more. */
const KEPT_AFTER_EXPIRY: Milliseconds = 30 * 86_400_000;
const log = logOf('briefings');

type Line = BriefingListed & { readonly rights: Briefing['draft']['rights'] };

/** Briefings as they were frozen: a folder each, under the digest of what is in it. Nothing of one ever changes. */
export class FrozenStore {
	readonly #folder: string;
	/** Of all that can be read, and of those whose time is over. */
	readonly #lines = new Map<string, Line>();

	/** `folder` is made when it is missing. Others may read it, but one alone may write. */
	constructor(folder: string) {
		mkdirSync(folder, { recursive: true });
		this.#folder = folder;
		for (const name of readdirSync(folder)) if (briefingId.safeParse(name).success) this.#know(name);
	}

	/** Removes what a crash left; for who writes, before it begins. */
	removeUnfinished(): void {
		for (const name of readdirSync(this.#folder))
			if (name.startsWith(UNFINISHED) || name.startsWith(GOING))
				rmSync(join(this.#folder, name), { recursive: true, force: true });
	}

	/** Those that are in the list now, newest first: not expired, not only for who has the address. */
	list(now: EpochMs): readonly BriefingListed[] {
		const listed = this.#newestFirst().filter(
			({ rights, expiresAt = Infinity }) => rights === 'internal' && now < expiresAt
		);
		return this.#shown(listed);
	}

	/** One line, whether it is in the list or not. Throws NOT_FOUND, EXPIRED. */
	about(id: string, now: EpochMs): BriefingListed {
		const line = this.#lines.get(id);
		if (!line)
			throw notFound({ zh: `没有简报 ${id}。`, en: `There is no briefing ${id}.` }, { briefing: id });
		if (line.expiresAt !== undefined && now >= line.expiresAt)
			throw saidError(
				'EXPIRED',
				{
					zh: `简报 ${id} 的有效期已过，请向 ${line.author} 索取新的一份。`,
					en: `Briefing ${id} could be read until ${new Date(line.expiresAt).toISOString()}: ask ${line.author} for a new one.`
				},
				{ briefing: id, at: line.expiresAt }
			);
		return this.#shown([line])[0]!; // one of one
	}

	/** `briefing.json` byte for byte: its digest is the id. Throws NOT_FOUND, EXPIRED. */
	bytes(id: string, now: EpochMs): Uint8Array {
		this.about(id, now);
		return readFileSync(join(this.folderOf(id), BRIEFING_FILE));
	}

	/** Throws NOT_FOUND, EXPIRED. */
	get(id: string, now: EpochMs): Briefing {
		return parseBriefing(this.bytes(id, now));
	}

	/** Where a file of a briefing lies, and what it is. Throws NOT_FOUND, EXPIRED. */
	file(id: string, name: string, now: EpochMs): Briefing['files'][string] & { readonly path: string } {
		const { files } = this.get(id, now);
		const file = Object.hasOwn(files, name) ? files[name] : undefined;
		if (!file)
			throw notFound(
				{ zh: `简报 ${id} 没有文件 ${name}。`, en: `Briefing ${id} has no file ${name}.` },
				{ briefing: id }
			);
		return { ...file, path: join(this.folderOf(id), FILES, name) };
	}

	/** Of every briefing, those whose time is over too, newest first. */
	all(): readonly BriefingListed[] {
		return this.#shown(this.#newestFirst());
	}

	folderOf(id: string): string {
		return join(this.#folder, id);
	}

	/** A folder for a briefing that is to be frozen; `took` is to be told of its id. */
	begin(): FreezingFolder {
		return new FreezingFolder(join(this.#folder, `${UNFINISHED}${randomUUID()}`));
	}

	/** A briefing has its place. */
	took(id: string): void {
		this.#know(id);
	}

	/** Removes those whose time was over thirty days ago; says how many. */
	removeExpired(now: EpochMs): number {
		const gone = this.#newestFirst().filter(
			({ expiresAt = Infinity }) => now >= expiresAt + KEPT_AFTER_EXPIRY
		);
		for (const { id } of gone) this.remove(id);
		return gone.length;
	}

	/** The archive keeps it no longer. */
	remove(id: string): void {
		this.#lines.delete(id);
		if (!existsSync(this.folderOf(id))) return;
		// Never half of one under its id.
		const going = join(this.#folder, `${GOING}${id}`);
		renameSync(this.folderOf(id), going);
		rmSync(going, { recursive: true, force: true });
	}

	#newestFirst(): readonly Line[] {
		return [...this.#lines.values()].sort((a, b) => b.frozenAt - a.frozenAt || (a.id < b.id ? -1 : 1));
	}

	#know(id: string): void {
		try {
			const frozen = parseBriefing(readFileSync(join(this.folderOf(id), BRIEFING_FILE)));
			this.#lines.set(id, { ...lineOf(id, frozen), rights: frozen.draft.rights });
		} catch (cause) {
			log.error({ err: cause }, `Briefing ${id} cannot be read: it is not in the list.`);
		}
	}

	/** Lines as others see them, each with the newest version that corrects it. */
	#shown(lines: Iterable<Line>): BriefingListed[] {
		const corrections = new Map<string, BriefingListed>();
		for (const line of this.#lines.values())
			if (
				line.corrects !== undefined &&
				line.frozenAt > (corrections.get(line.corrects)?.frozenAt ?? -Infinity)
			)
				corrections.set(line.corrects, line);
		return Array.from(lines, ({ rights: _, ...line }) => {
			const correctedBy = corrections.get(line.id)?.id;
			return { ...line, ...(correctedBy !== undefined && { correctedBy }) };
		});
	}
}

/** Throws PACK_BROKEN for what is no briefing. */
export function parseBriefing(bytes: Uint8Array): Briefing {
	let said: unknown;
	try {
		said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new AppError('PACK_BROKEN', { message: `${BRIEFING_FILE} is not JSON.` }, { cause });
	}
	const parsed = briefing.safeParse(said);
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('PACK_BROKEN', {
		message: `${BRIEFING_FILE} is no briefing: ${first?.path.join('.') || 'top level'}: ${first?.message ?? 'unknown'}.`
	});
}

function lineOf(id: string, { draft, frozenAt, dataAsOf, corrects, schedule }: Briefing): BriefingListed {
	return {
		id,
		title: draft.title,
		author: draft.author,
		frozenAt,
		dataAsOf,
		steps: draft.steps.length,
		...(draft.expiresAfter !== null && { expiresAt: frozenAt + draft.expiresAfter }),
		...(corrects && { corrects: corrects.id }),
		...(schedule !== undefined && { schedule })
	};
}
