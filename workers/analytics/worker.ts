import { serve } from '../rpc.ts';
import { createAnalyticsApi } from './api.ts';
import { openBrowserBindings } from './open-browser-bindings.ts';

// With DOM and worker types both present `self` is typed as a window; in this file it is a worker.
const scope = self as unknown as DedicatedWorkerGlobalScope;

serve(
	createAnalyticsApi({ openBindings: openBrowserBindings, fetch: (url, init) => fetch(url, init) }),
	scope
);
