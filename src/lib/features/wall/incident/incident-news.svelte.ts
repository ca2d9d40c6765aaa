import type { AlarmLogLine } from '#lib/model/alarm.ts';
import type { Nearby } from '#lib/model/nearby.ts';
import type { CitySession } from '../../map/session.svelte.ts';

/** Crews say where they are about so often. */
const REFRESH_MS = 5000;

/** What a wall follows of one alarm: what is near it and what was done about it. The last words stay while the server is away. */
export class IncidentNews {
	nearby = $state.raw<Nearby | undefined>();
	/** Newest first. */
	log = $state.raw<readonly AlarmLogLine[]>([]);

	/** Reads an alarm's news again and again; returns what ends it. */
	follow({ desk }: CitySession, id: string): () => void {
		const stop = new AbortController();
		this.nearby = undefined;
		this.log = [];
		const read = async () => {
			const [nearby, log] = await Promise.allSettled([
				desk.alarms.nearby(id, stop.signal),
				desk.alarms.log(id, stop.signal)
			]);
			if (stop.signal.aborted) return;
			if (nearby.status === 'fulfilled') this.nearby = nearby.value;
			if (log.status === 'fulfilled') this.log = log.value.toReversed();
		};
		void read();
		const timer = setInterval(() => void read(), REFRESH_MS);
		return () => {
			clearInterval(timer);
			stop.abort();
		};
	}
}
