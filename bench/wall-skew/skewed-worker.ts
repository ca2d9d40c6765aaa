// In this order: the live worker finds the wrong clock.
import './skew-worker-clock.ts';
import '../../workers/live/worker.ts';
