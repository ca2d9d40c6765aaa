import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { draftId, type DraftList, type KeptDraft } from '#lib/model/briefing/contract.ts';
import { briefingDraft, type BriefingDraft } from '#lib/model/briefing/draft.ts';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { replaceFile } from '#lib/server/historian/durable-file.ts';
import { saidError } from '#lib/model/said-error.ts';

/** Drafts that one city keeps. */
export const MOST_DRAFTS = 500;

const kept = z.object({
	id: draftId,
	rev: z.number().int().positive(),
	at: z.number(),
	by: z.string(),
	draft: briefingDraft
});
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
const SUFFIX = '.json';

/** Briefings that are being written: a file each, replaced as a whole. */
export class DraftStore {
	readonly #folder: string;

	/** `folder` is made when it is missing. */
	constructor(folder: string) {
		mkdirSync(folder, { recursive: true });
		this.#folder = folder;
	}

	/** Newest first. */
	list(): DraftList['drafts'] {
		return this.#ids()
			.map((id) => this.get(id))
			.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
			.map(({ draft: { title, steps }, ...said }) => ({ ...said, title, steps: steps.length }));
	}

	/** Throws NOT_FOUND; PACK_BROKEN when the file is no draft. */
	get(id: string): KeptDraft {
		const file = this.#fileOf(id);
		if (!existsSync(file))
			throw notFound({ zh: `没有草稿 ${id}。`, en: `There is no draft ${id}.` }, { draft: id });
		const parsed = kept.safeParse(parseJson(readFileSync(file, 'utf8')));
		if (parsed.success) return parsed.data;
		throw new AppError('PACK_BROKEN', {
			message: `The draft ${id} cannot be read (${parsed.error.issues[0]?.message ?? 'unknown'}): move its file away or repair it.`,
			draft: id
		});
	}

	/** Throws OVERLOADED when there are too many. */
	add(draft: BriefingDraft, by: string, now: EpochMs): KeptDraft {
		if (this.#ids().length >= MOST_DRAFTS)
			throw new AppError('OVERLOADED', {
				message: `There are ${MOST_DRAFTS} drafts already: remove one first.`
			});
		return this.#write({ id: this.#newId(), rev: 1, at: now, by, draft });
	}

	/** `rev` is the revision that was edited. Throws NOT_FOUND, ACT_REFUSED when it is not the newest. */
	replace(id: string, draft: BriefingDraft, rev: number, by: string, now: EpochMs): KeptDraft {
		const before = this.get(id);
		if (before.rev !== rev)
			throw saidError(
				'ACT_REFUSED',
				{
					zh: `${before.by} 已改动这份草稿（现为第 ${before.rev} 版，你改的是第 ${rev} 版）：请重新载入后再写入你的改动。`,
					en: `${before.by} has changed this draft meanwhile (revision ${before.rev}, yours is of ${rev}): load it again, then write your change into it.`
				},
				{ rev: before.rev, by: before.by }
			);
		return this.#write({ id, rev: rev + 1, at: now, by, draft });
	}

	/** Throws NOT_FOUND. */
	remove(id: string): void {
		this.get(id);
		rmSync(this.#fileOf(id));
	}

	#write(draft: KeptDraft): KeptDraft {
		replaceFile(this.#fileOf(draft.id), JSON.stringify(draft, undefined, '\t'));
		return draft;
	}

	#ids(): readonly string[] {
		return readdirSync(this.#folder)
			.filter((name) => name.endsWith(SUFFIX))
			.map((name) => name.slice(0, -SUFFIX.length))
			.filter((id) => draftId.safeParse(id).success);
	}

	/** Never another file than a draft's. */
	#fileOf(id: string): string {
		return join(this.#folder, `${draftId.safeParse(id).success ? id : 'none'}${SUFFIX}`);
	}

	#newId(): string {
		let id: string;
		do id = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
		while (existsSync(this.#fileOf(id)));
		return id;
	}
}

/** Undefined for what is no JSON: no schema accepts that. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
