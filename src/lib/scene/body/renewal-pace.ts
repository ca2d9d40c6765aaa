/** While tiles stream in and the camera stands, the picture is renewed no more often than this, ms. */
export const TILE_RENEWAL = 200;
/** …and takes no more than a third of the time, so that a slow GPU leaves some for the tiles. */
const RENEWAL_SHARE = 3;
/** A frame that took longer was waiting for something else, ms. */
const LONGEST_COST = 3000;

/** How often a picture that is soon another may be drawn. All times in ms of one clock. */
export class RenewalPace {
	#lastFrame = 0;
	#lastRenewal = 0;
	#renewed = false;
	#cost = 0;

	/** Once a frame, before `due`: a renewal costs the time to the frame after it. */
	frame(now: number): void {
		if (this.#renewed) this.#cost = Math.min(now - this.#lastFrame, LONGEST_COST);
		this.#lastFrame = now;
	}

	due(now: number): boolean {
		return now - this.#lastRenewal > Math.max(TILE_RENEWAL, RENEWAL_SHARE * this.#cost);
	}

	/** New tiles are taken into the picture. */
	renewing(now: number): void {
		this.#lastRenewal = now;
	}

	/** Whether this frame drew the picture or only showed it. */
	drew(renewed: boolean): void {
		this.#renewed = renewed;
	}
}
