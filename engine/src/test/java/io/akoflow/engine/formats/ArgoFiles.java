package io.akoflow.engine.formats;

/** Workflows of Argo. */
public final class ArgoFiles {

    /** One with a bit of everything that can be imported: nine activities. */
    public static final String ALL = """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata:
              generateName: all-
            spec:
              entrypoint: main
              parallelism: 4
              serviceAccountName: runner
              arguments:
                parameters:
                  - name: who
                    value: ada
              volumeClaimTemplates:
                - metadata:
                    name: work
                  spec:
                    accessModes: [ReadWriteMany]
                    resources:
                      requests:
                        storage: 2Gi
              templates:
                - name: main
                  dag:
                    tasks:
                      - name: begin
                        template: say
                        arguments:
                          parameters:
                            - name: text
                              value: "{{workflow.parameters.who}} of {{workflow.name}}"
                      - name: each
                        template: say
                        depends: begin.Succeeded
                        withItems: [a, b]
                        arguments:
                          parameters:
                            - name: text
                              value: "{{item}}"
                      - name: count
                        template: twice
                        dependencies: [begin]
                        withSequence:
                          count: "2"
                          format: n%02d
                      - name: end
                        template: sum
                        depends: each && count
                      - name: last
                        dependencies: [end]
                        inline:
                          container:
                            image: alpine:3.20
                            command: [ls, -l]
                - name: twice
                  steps:
                    - - name: one
                        template: sum
                    - - name: two
                        template: sum
                - name: say
                  inputs:
                    parameters:
                      - name: text
                        default: nothing
                  activeDeadlineSeconds: 60
                  container:
                    image: alpine:3.20
                    command: [echo]
                    args: ["{{inputs.parameters.text}}"]
                    env:
                      - name: SEED
                        value: "7"
                      - name: TOKEN
                        valueFrom:
                          secretKeyRef:
                            name: mine
                            key: token
                - name: sum
                  retryStrategy:
                    limit: 2
                  nodeSelector:
                    disk: ssd
                  script:
                    image: alpine:3.20
                    command: [sh, -e]
                    source: |
                      ls > all
                      wc -l all
                    resources:
                      limits:
                        cpu: 500m
                        memory: 64Mi
                    volumeMounts:
                      - name: work
                        mountPath: /work
            """;

    private ArgoFiles() {}
}
