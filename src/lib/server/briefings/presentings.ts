import { LEAD_ENDS_AFTER, type PresentingNow, type SlideToShow } from '#lib/model/briefing/presenting.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { saidError } from '#lib/model/said-error.ts';

interface Lead {
	readonly leader: string;
	readonly by: string;
	readonly slide: number;
	readonly since: EpochMs;
	readonly heardAt: EpochMs;
}

/** Who leads through which briefing, and where. In memory: after a restart the leader's next word says it again. */
export class Presentings {
	readonly #leads = new Map<string, Lead>();

	now(briefing: string, at: EpochMs): PresentingNow {
		const lead = this.#lead(briefing, at);
		return { presenting: lead ? { by: lead.by, slide: lead.slide, since: lead.since } : null };
	}

	/** Throws ACT_REFUSED while another screen leads. */
	show(briefing: string, { leader, by, slide }: SlideToShow, at: EpochMs): PresentingNow {
		const lead = this.#lead(briefing, at);
		if (lead && lead.leader !== leader)
			throw saidError('ACT_REFUSED', {
				zh: `${lead.by} 正在主讲简报 ${briefing}，请跟随，或等主讲结束。`,
				en: `${lead.by} leads through briefing ${briefing}: follow, or wait until that has ended.`
			});
		if (slide === undefined) this.#leads.delete(briefing);
		else this.#leads.set(briefing, { leader, by, slide, since: lead?.since ?? at, heardAt: at });
		return this.now(briefing, at);
	}

	#lead(briefing: string, at: EpochMs): Lead | undefined {
		for (const [id, { heardAt }] of this.#leads) if (at - heardAt > LEAD_ENDS_AFTER) this.#leads.delete(id);
		return this.#leads.get(briefing);
	}
}
