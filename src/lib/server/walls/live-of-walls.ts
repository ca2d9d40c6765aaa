import type { LiveService } from '../live/start-live.js';

/** What walls look at of the live side. */
export type LiveOfWalls = Pick<LiveService, 'alarms' | 'changes' | 'hub' | 'themes'>;
