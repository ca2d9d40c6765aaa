import type {
	BriefingList,
	DraftList,
	FreezeState,
	KeptDraft,
	ValuesNow
} from '#lib/model/briefing/contract.ts';
import type { Binding, BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { Briefing, BriefingListed } from '#lib/model/briefing/frozen.ts';
import type { BriefingSchedule, ScheduleList } from '#lib/model/briefing/schedule.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** A frozen briefing with what became of it since. */
export interface LoadedBriefing {
	readonly id: string;
	readonly briefing: Briefing;
	/** Absent when the server has nothing to say about it. */
	readonly about?: BriefingListed;
}

/** Throws NOT_FOUND, and EXPIRED when its time is over. */
export async function loadBriefing(id: string): Promise<LoadedBriefing> {
	const path = `/api/briefings/${encodeURIComponent(id)}`;
	const [briefing, about] = await Promise.all([
		askServer<Briefing>(path),
		askServer<BriefingListed>(`${path}/about`).catch(() => undefined)
	]);
	return { id, briefing, ...(about && { about }) };
}

type Token = string | undefined;
const draftPath = (id: string) => `/api/briefings/drafts/${encodeURIComponent(id)}`;

/** Throws NOT_FOUND. */
export const loadDraft = (id: string): Promise<KeptDraft> => askServer(draftPath(id));

/** Drafts, frozen briefings and schedules that the server keeps. */
export class Briefings {
	readonly frozen = new Fetched<BriefingList>((signal) => askServer('/api/briefings', { signal }));
	readonly drafts = new Fetched<DraftList>((signal) => askServer('/api/briefings/drafts', { signal }));
	readonly schedules = new Fetched<ScheduleList>((signal) =>
		askServer('/api/briefings/schedules', { signal })
	);

	refresh = async (): Promise<void> => {
		await Promise.all([this.frozen, this.drafts, this.schedules].map((list) => list.refresh()));
	};

	draft = loadDraft;

	/** A new draft. */
	add = (draft: BriefingDraft, by: string, token: Token): Promise<KeptDraft> =>
		askServer('/api/briefings/drafts', { method: 'POST', body: { draft, by }, token });

	/** A new draft of what the city has now. */
	fill = (template: 'daily', by: string, token: Token): Promise<KeptDraft> =>
		askServer('/api/briefings/drafts/template', { method: 'POST', body: { template, by }, token });

	/** Replaces a draft. Throws ACT_REFUSED when another has done so since `rev`. */
	keep = ({ id, rev, draft }: Pick<KeptDraft, 'id' | 'rev' | 'draft'>, by: string, token: Token) =>
		askServer<KeptDraft>(draftPath(id), { method: 'POST', body: { draft, by, rev }, token });

	async forget(id: string, by: string, token: Token): Promise<void> {
		this.drafts.set(await askServer(`${draftPath(id)}/forget`, { method: 'POST', body: { by }, token }));
	}

	/** What numbers of a draft would be at this moment. */
	valuesNow = (
		bindings: Readonly<Record<string, Binding>>,
		cards: readonly string[],
		{ signal, token }: { readonly signal: AbortSignal; readonly token: Token }
	): Promise<ValuesNow> =>
		askServer('/api/briefings/values', { method: 'POST', body: { bindings, cards }, signal, token });

	/** Begins to freeze a draft and answers the job. */
	async freeze(
		draft: string,
		asked: { readonly by: string; readonly corrects?: { readonly id: string; readonly note: string } },
		token: Token
	): Promise<string> {
		const body = asked;
		return (await askServer<{ job: string }>(`${draftPath(draft)}/freeze`, { method: 'POST', body, token }))
			.job;
	}
	freezing = (job: string, signal: AbortSignal): Promise<FreezeState> =>
		askServer(`/api/briefings/freezing/${encodeURIComponent(job)}`, { signal });

	/** Keeps a schedule in place of the one of its name. */
	async putSchedule(schedule: BriefingSchedule, token: Token): Promise<void> {
		this.schedules.set(
			await askServer('/api/briefings/schedules', { method: 'POST', body: schedule, token })
		);
	}
	async forgetSchedule(body: { readonly name: string; readonly by: string }, token: Token): Promise<void> {
		this.schedules.set(await askServer('/api/briefings/schedules/forget', { method: 'POST', body, token }));
	}

	dispose(): void {
		for (const list of [this.frozen, this.drafts, this.schedules]) list.dispose();
	}
}
